export { type UserError, userError } from '../user-error.js';
