import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import importX from 'eslint-plugin-import-x'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import tseslint from 'typescript-eslint'
import { doorPlaces, doorRules, HTML_DOOR } from './scripts/lint/doors.mjs'
import { ZONES } from './scripts/lint/zones.mjs'

const SOURCES = ['src/**/*.ts', 'src/**/*.svelte']
const TESTS = ['**/*.test.ts', '**/*.fixture.ts', 'tests/**/*.ts', 'bench/**/*.ts']
const CONFIGS = ['*.config.{ts,js}']

const sizes = {
  'max-lines': ['error', 300],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  'max-len': ['error', { code: 120, ignoreUrls: true, ignoreRegExpLiterals: true, ignoreStrings: true, ignoreTemplateLiterals: true }],
  'max-depth': ['error', 3],
  complexity: ['error', 20]
}

const form = {
  semi: ['error', 'never'],
  quotes: ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
  'comma-dangle': ['error', 'never'],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-empty': ['error', { allowEmptyCatch: false }],
  'no-var': 'error',
  'prefer-const': 'error',
  'no-debugger': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }]
}

const types = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/no-non-null-assertion': 'error',
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
  '@typescript-eslint/ban-ts-comment': 'error',
  '@typescript-eslint/no-require-imports': 'error',
  '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
  '@typescript-eslint/no-empty-function': 'off'
}

/** Rules that ask the type checker; one program per process, so that they stay affordable. */
const checkedTypes = {
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/no-misused-promises': 'error',
  '@typescript-eslint/await-thenable': 'error',
  '@typescript-eslint/no-unsafe-assignment': 'error',
  '@typescript-eslint/no-unsafe-call': 'error',
  '@typescript-eslint/no-unsafe-member-access': 'error',
  '@typescript-eslint/no-unsafe-return': 'error',
  '@typescript-eslint/no-unsafe-argument': 'error',
  '@typescript-eslint/only-throw-error': 'error',
  '@typescript-eslint/prefer-promise-reject-errors': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }]
}

export default tseslint.config(
  { ignores: ['out/', 'dist/', '.cache/', 'src/shared/messages/', 'test-results/', 'playwright-report/', 'bench/results/'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'off' } },
  { files: ['**/*.{js,mjs,cjs,ts}'], languageOptions: { globals: globals.node }, rules: { ...form, ...sizes, 'no-undef': 'off' } },
  { files: ['**/*.ts'], extends: [tseslint.configs.base], rules: types },
  {
    files: ['src/**/*.svelte', 'src/**/*.svelte.ts'],
    extends: [svelte.configs.recommended],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: { globals: globals.browser, parserOptions: { parser: tseslint.parser } },
    rules: {
      ...form,
      ...types,
      'no-undef': 'off',
      'max-len': sizes['max-len'],
      'svelte/no-at-html-tags': 'error',
      // Plain maps and sets are what is kept outside reactive state on purpose.
      'svelte/prefer-svelte-reactivity': 'off'
    }
  },
  { files: ['src/**/*.svelte'], rules: { 'max-lines': ['error', 200], 'prefer-const': 'off', 'svelte/prefer-const': 'off' } },
  {
    files: SOURCES,
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.main.json' })]
    },
    rules: {
      ...doorRules(),
      'import-x/no-restricted-paths': ['error', { zones: ZONES }],
      'import-x/no-default-export': 'error',
      'no-console': 'error'
    }
  },
  ...doorPlaces(),
  { files: [HTML_DOOR], rules: { 'svelte/no-at-html-tags': 'off' } },
  { files: ['src/main/cli.ts', 'src/main/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['src/main/**/*.ts', 'src/preload/**/*.ts', 'src/shared/**/*.ts'],
    ignores: TESTS,
    languageOptions: {
      parserOptions: { project: ['tsconfig.main.json', 'tsconfig.preload.json'], tsconfigRootDir: import.meta.dirname }
    },
    rules: checkedTypes
  },
  { files: ['src/**/*.d.ts'], rules: { 'import-x/no-default-export': 'off' } },
  { files: TESTS, rules: { 'max-lines-per-function': 'off', 'import-x/no-restricted-paths': 'off', 'no-console': 'off' } },
  { files: CONFIGS, rules: { 'max-lines-per-function': 'off' } }
)
