/** The data centre's sentences. */
import { from } from '../../kit/words.svelte';

from(import.meta.glob<string>('../../../words/desk-*.ftl', { query: '?raw', import: 'default' }));
