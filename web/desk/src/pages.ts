/** The pages, who sees them, and the letter that goes there after `g`. */
import type { Component } from 'svelte';
import type { Right } from './types';

export interface Page {
  id: string;
  key: string;
  /** One of them is enough; none: everybody. */
  rights: readonly Right[];
  load: () => Promise<{ default: Component }>;
}

// words: page-wall page-stations page-turnout page-review page-repairs page-transcribe
// words: page-sheets page-incidents page-projection page-official page-fingerprints page-result
// words: page-people page-history page-plan page-settings
export const pages: readonly Page[] = [
  { id: 'wall', key: 'w', rights: ['read'], load: () => import('./pages/Wall.svelte') },
  { id: 'stations', key: 's', rights: ['read'], load: () => import('./pages/Stations.svelte') },
  { id: 'turnout', key: 'u', rights: ['read'], load: () => import('./pages/Turnout.svelte') },
  { id: 'review', key: 'r', rights: ['read'], load: () => import('./pages/Review.svelte') },
  { id: 'repairs', key: 'm', rights: ['review'], load: () => import('./pages/Repairs.svelte') },
  {
    id: 'transcribe',
    key: 't',
    rights: ['type'],
    load: () => import('./pages/Transcribe.svelte'),
  },
  { id: 'sheets', key: 'd', rights: ['review'], load: () => import('./pages/Sheets.svelte') },
  {
    id: 'incidents',
    key: 'i',
    rights: ['incidents'],
    load: () => import('./pages/Incidents.svelte'),
  },
  {
    id: 'projection',
    key: 'p',
    rights: ['read'],
    load: () => import('./pages/Projection.svelte'),
  },
  { id: 'official', key: 'o', rights: ['read'], load: () => import('./pages/Official.svelte') },
  {
    id: 'fingerprints',
    key: 'f',
    rights: ['read'],
    load: () => import('./pages/Fingerprints.svelte'),
  },
  { id: 'result', key: 'b', rights: ['read'], load: () => import('./pages/Result.svelte') },
  { id: 'people', key: 'e', rights: ['read'], load: () => import('./pages/People.svelte') },
  {
    id: 'history',
    key: 'h',
    rights: ['read', 'trail'],
    load: () => import('./pages/History.svelte'),
  },
  { id: 'plan', key: 'a', rights: ['plan'], load: () => import('./pages/Plan.svelte') },
  { id: 'settings', key: ',', rights: [], load: () => import('./pages/Settings.svelte') },
];
