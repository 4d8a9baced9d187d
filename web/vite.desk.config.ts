import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { compress, weigh } from './tools/built';
import { plainWords } from './tools/plain';

const server = process.env['SANAQ_SERVER'] ?? 'http://127.0.0.1:8080';
const folder = join(import.meta.dirname, 'dist/desk');

const small: Plugin = {
  name: 'small',
  apply: 'build',
  closeBundle() {
    const budget = { first: 60, all: 300 };
    weigh(folder, compress(folder), ['kit-', 'desk-'], budget, ['estimate-', 'said-']);
  },
};

export default defineConfig({
  root: 'desk',
  base: '/d/',
  plugins: [plainWords(), svelte({ configFile: false, compilerOptions: { runes: true } }), small],
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: ['chrome105', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': server, '/log': server } },
});
