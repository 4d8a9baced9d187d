/** The phone app starts: words, then the lock, then the worker that keeps the files. */
import { mount } from 'svelte';
import '../../kit/kit.css';
import { readLanguage } from '../../kit/store';
import './words';
import { speak } from '../../kit/words.svelte';
import App from './App.svelte';
import { app, start } from './app.svelte';
import { keepFiles } from './offline.svelte';

async function run(): Promise<void> {
  await start();
  const kept = app.db && (await readLanguage(app.db));
  await speak(kept ? [kept] : navigator.languages);
  const target = document.getElementById('app');
  if (target) mount(App, { target });
  // After the first paint, so that a bad network shows something first.
  if (import.meta.env.PROD) await keepFiles();
}

void run();
