import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';
import { compress, filesOf, weigh } from './tools/built';
import { plainWords } from './tools/plain';

/** Tells the service worker which files there are. */
function offline(folder: string): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    closeBundle() {
      if (!existsSync(join(folder, 'sw.js'))) return;
      const all = filesOf(folder).filter((file) => file !== 'sw.js');
      const version = createHash('sha256');
      for (const file of all) version.update(file).update(readFileSync(join(folder, file)));
      const head = `const FILES=${JSON.stringify(all)},VERSION="${version.digest('hex').slice(0, 16)}";`;
      const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
      writeFileSync(join(folder, 'sw.js'), head + worker);
      weigh(folder, compress(folder), ['kit-', 'phone-'], { first: 60, all: 110 });
    },
  };
}

const server = process.env['SANAQ_SERVER'] ?? 'http://127.0.0.1:8080';
const folder = join(import.meta.dirname, 'dist/phone');

export default defineConfig({
  root: 'phone',
  base: './',
  plugins: [
    plainWords(),
    svelte({ configFile: false, compilerOptions: { runes: true } }),
    offline(folder),
  ],
  build: {
    outDir: folder,
    emptyOutDir: true,
    target: ['chrome105', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: { index: 'phone/index.html', sw: 'phone/sw.ts' },
      output: {
        entryFileNames: (chunk) => (chunk.name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
      },
    },
  },
  server: { proxy: { '/api': server, '/log': server } },
});
