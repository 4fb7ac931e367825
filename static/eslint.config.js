import globals from 'globals'
import svelte from 'eslint-plugin-svelte'
import ts from 'typescript-eslint'
import svelteConfig from './svelte.config.js'

// Chromium writes what stands in a field to its profile, to fill it in again after a
// crash, and keeps what was sent as suggestions, unless autocomplete is given.
const remembered = ['textarea', 'input']
  .map((name) => `SvelteElement[name.name="${name}"]`)
  .map((field) => `${field}:not(:has(SvelteAttribute[key.name="autocomplete"]))`)
  .map((field) => `${field}:not(:has(SvelteLiteral[value=/^(radio|checkbox|range|file)$/]))`)
  .join()

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'test-results/', 'playwright-report/', 'src/lib/*.gen.ts'] },
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    rules: {
      // An assertion with `!` says "I have checked this": rarely true for long.
      '@typescript-eslint/no-non-null-assertion': 'error',
      // There is no SvelteKit here: our own router reads plain links.
      'svelte/no-navigation-without-resolve': 'off',
      // The index is the second name of an each block; the first may be unwanted.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A document is keyed by ids, and a merge patch deletes keys: that is the work.
      '@typescript-eslint/no-dynamic-delete': 'off',
      // Listeners and such, from which nothing is drawn.
      'svelte/prefer-svelte-reactivity': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: remembered, message: 'Say autocomplete="off": what is typed here does not stay in the browser.' },
      ],
    },
  },
  { files: ['scripts/**', 'e2e/**'], rules: { 'no-console': 'off' } },
  {
    files: ['e2e/**', '**/*.test.ts', '**/testing*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression:matches([callee.name="setTimeout"], [callee.property.name=/^(setTimeout|waitForTimeout)$/])',
          message: 'Wait for what is expected: a moment is too long on a quiet machine and too short on a busy one.',
        },
      ],
    },
  },
)
