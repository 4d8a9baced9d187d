import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig, type Plugin } from 'vite';

/** What a phone fetches before anything shows, and all code that it keeps; kB after brotli. */
const FIRST_LOAD = 60;
const ALL_CODE = 110;

const compressed = (bytes: Uint8Array): Buffer =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

/** Tells the service worker which files there are, writes `.br` beside each, and weighs them. */
function offline(folder: string): Plugin {
  return {
    name: 'offline',
    apply: 'build',
    closeBundle() {
      if (!existsSync(join(folder, 'sw.js'))) return;
      const all = readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/\.br$|^sw\.js$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
        .sort();
      const version = createHash('sha256');
      for (const file of all) version.update(file).update(readFileSync(join(folder, file)));
      const head = `const FILES=${JSON.stringify(all)},VERSION="${version.digest('hex').slice(0, 16)}";`;
      const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
      writeFileSync(join(folder, 'sw.js'), head + worker);
      const size = new Map<string, number>();
      for (const file of [...all, 'sw.js']) {
        const small = compressed(readFileSync(join(folder, file)));
        writeFileSync(join(folder, `${file}.br`), small);
        size.set(file, small.length / 1000);
      }
      weigh(folder, size);
    },
  };
}

/** The build fails when the app has become too heavy for a bad network. */
function weigh(folder: string, size: ReadonlyMap<string, number>): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const linked = [...page.matchAll(/(?:src|href)="\.\/([^"]+)"/g)].map(([, file]) => file ?? '');
  const words = [...size].filter(([file]) => file.includes('phone-')).map(([, own]) => own);
  const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
  const first =
    sum(['index.html', ...linked].map((file) => size.get(file) ?? 0)) + Math.max(0, ...words);
  const all = sum([...size.values()]);
  const told = `first load ${first.toFixed(1)} of ${FIRST_LOAD} kB, all ${all.toFixed(1)} of ${ALL_CODE} kB`;
  if (first > FIRST_LOAD || all > ALL_CODE) throw new Error(`too heavy: ${told}`);
  console.log(told);
}

const server = process.env['SANAQ_SERVER'] ?? 'http://127.0.0.1:8080';
const folder = join(import.meta.dirname, 'dist/phone');

export default defineConfig({
  root: 'phone',
  base: './',
  plugins: [svelte({ configFile: false, compilerOptions: { runes: true } }), offline(folder)],
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
  preview: {
    proxy: { '/api': server, '/log': server },
    // What the server itself says with every answer (crates/server/src/app.rs).
    headers: {
      'content-security-policy':
        "default-src 'self'; img-src 'self' blob: data:; object-src 'none'; base-uri 'none'; " +
        "frame-ancestors 'none'; form-action 'self'",
    },
  },
});
