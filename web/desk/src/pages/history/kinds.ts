/** Kinds of entries in words; of one that this page does not know, the log's own name. */
import { t } from '../../../../kit/words.svelte';

export const KINDS = [
  'account',
  'account-closed',
  'archive',
  'assignment',
  'attachment',
  'authenticator',
  'backup',
  'backup-ordered',
  'boundaries',
  'call',
  'contest',
  'deletion',
  'delivery',
  'deployment',
  'deployment-ended',
  'device',
  'drill',
  'erasure',
  'example',
  'form',
  'form-closed',
  'handover',
  'lock-out',
  'message',
  'numbers',
  'observer',
  'observer-replaced',
  'observer-revoked',
  'official',
  'official-turnout',
  'organisation',
  'outgoing',
  'phone-lost',
  'phones',
  'photo',
  'planted-sheet',
  'policy',
  'read-only',
  'readiness',
  'reminder',
  'reminders',
  'repair',
  'report',
  'result-published',
  'review',
  'sample',
  'sample-locked',
  'schedule',
  'second-factor',
  'sender-settled',
  'session',
  'session-ended',
  'sessions-revoked',
  'share',
  'sheet-resolved',
  'stage-lock',
  'station-missing',
  'station-settled',
  'stations',
  'stop',
  'transcription',
  'zones',
];

// words: kind-account kind-account-closed kind-archive kind-assignment kind-attachment
// words: kind-authenticator kind-backup kind-backup-ordered kind-call kind-contest kind-deletion
// words: kind-delivery kind-deployment
// words: kind-deployment-ended kind-device kind-drill kind-erasure kind-example kind-form
// words: kind-form-closed kind-handover kind-lock-out kind-message kind-numbers kind-observer
// words: kind-observer-replaced kind-observer-revoked kind-official kind-official-turnout
// words: kind-organisation kind-outgoing kind-phone-lost kind-phones kind-photo
// words: kind-planted-sheet kind-policy kind-read-only kind-readiness kind-reminder
// words: kind-reminders kind-repair kind-report kind-result-published kind-review kind-sample
// words: kind-sample-locked kind-schedule kind-second-factor kind-sender-settled kind-session
// words: kind-session-ended kind-sessions-revoked kind-share kind-sheet-resolved
// words: kind-stage-lock kind-station-missing kind-station-settled kind-stations kind-stop
// words: kind-transcription kind-zones kind-boundaries
export function kindName(kind: string): string {
  const bare = kind.replace(/\/\d+$/, '');
  return KINDS.includes(bare) ? t(`kind-${bare}`) : kind;
}
