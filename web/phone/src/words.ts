/** The phone's sentences. */
import { from } from '../../kit/words.svelte';

from(import.meta.glob<string>('../../../words/phone-*.ftl', { query: '?raw', import: 'default' }));
