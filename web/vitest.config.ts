import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } })],
  test: {
    include: ['kit/**/*.test.ts', 'phone/**/*.test.ts', 'desk/**/*.test.ts', 'tools/**/*.test.ts'],
    setupFiles: ['tools/address.ts'],
  },
});
