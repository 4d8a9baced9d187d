/** The data centre starts: words, then who is signed in. */
import { mount } from 'svelte';
import '../../kit/kit.css';
import './desk.css';
import './words';
import { speak } from '../../kit/words.svelte';
import App from './App.svelte';
import { LANGUAGE, start } from './desk.svelte';

async function run(): Promise<void> {
  const kept = localStorage.getItem(LANGUAGE);
  await Promise.all([speak(kept ? [kept] : navigator.languages), start()]);
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}

void run();
