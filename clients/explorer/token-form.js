import { createElement, useState } from 'react';

/** Asks for a token, or shows that one is in use and lets it be forgotten. */
export function TokenForm({ token, onChange }) {
  const [typed, setTyped] = useState('');
  const take = (event) => {
    event.preventDefault();
    onChange(typed.trim());
    setTyped('');
  };
  const title = createElement('h1', null, 'Accord explorer');
  if (token) {
    return createElement(
      'header',
      { className: 'accord-bar' },
      title,
      createElement('p', { role: 'status' }, `Signed in with ${token.slice(0, 8)}…`),
      createElement('button', { type: 'button', onClick: () => onChange('') }, 'Sign out'),
    );
  }
  return createElement(
    'header',
    { className: 'accord-bar' },
    title,
    createElement(
      'form',
      { onSubmit: take },
      createElement('label', { htmlFor: 'token' }, 'Token'),
      createElement('input', {
        id: 'token',
        type: 'password',
        autoComplete: 'off',
        placeholder: 'acc_…',
        required: true,
        value: typed,
        onChange: (event) => setTyped(event.target.value),
      }),
      createElement('button', { type: 'submit' }, 'Sign in'),
    ),
  );
}
