import graphqlPlugin from '@graphql-eslint/eslint-plugin';
import { ESLint } from 'eslint';
import { importBuilt } from './built.js';
import { root } from './root.js';

const RULES = {
  'require-description': {
    types: true,
    FieldDefinition: true,
    InputValueDefinition: true,
    EnumValueDefinition: true,
    DirectiveDefinition: true,
  },
  'naming-convention': {
    types: 'PascalCase',
    FieldDefinition: 'camelCase',
    InputValueDefinition: 'camelCase',
    Argument: 'camelCase',
    DirectiveDefinition: 'camelCase',
    EnumValueDefinition: 'UPPER_CASE',
  },
  'no-typename-prefix': {},
  'unique-enum-value-names': {},
  'no-unreachable-types': {},
  'no-hashtag-description': {},
  'require-deprecation-reason': {},
};

/** The printed schema: everything described and named as GraphQL names things. */
export async function graphql(printed) {
  const text = printed ?? (await importBuilt('schema/print-schema.ts')).printAccordSchema();
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: {
      files: ['**/*.graphql'],
      languageOptions: { parser: graphqlPlugin.parser, parserOptions: { graphQLConfig: { schema: text } } },
      plugins: { '@graphql-eslint': graphqlPlugin },
      rules: Object.fromEntries(
        Object.entries(RULES).map(([name, options]) => [
          `@graphql-eslint/${name}`,
          Object.keys(options).length > 0 ? ['error', options] : 'error',
        ]),
      ),
    },
  });
  const [{ messages }] = await eslint.lintText(text, { filePath: 'schema/schema.graphql' });
  return { problems: messages.map(({ line, message }) => `schema/schema.graphql:${line} ${message}`) };
}
