// The texts of the tour: a sentence a step.
import { shortcutOf } from '../../state/commands'
import type { TourStepId } from './tour'

export const tourText = {
  title: 'Tour',
  offer:
    'This is the sample, which Bootbank made up. New here? Five steps lead from the host’s card to a restore bundle.',
  take: 'Take the tour',
  noThanks: 'No, thanks',
  at: (step: number, of: number) => `Step ${step} of ${of}`,
  steps: {
    card: () =>
      'This card is what the backup says of its host. Follow the arrow beside any fact to the place where it stands.',
    setting: () => 'Open Settings, type a part of a name, such as ntp, and choose a setting to see it in full.',
    change: () => `Open the command palette (${shortcutOf('palette')}), type “password”, and give root another one.`,
    undo: () =>
      `Choose the file under Changes to see what differs, then take it back with Undo (${shortcutOf('undo')}).`,
    bundle: () =>
      `Bring the change back with Redo (${shortcutOf('redo')}), build a restore bundle, and read the proof at its end.`,
  } satisfies Record<TourStepId, () => string>,
  end: 'That is the way from a saved state to a restore bundle. Open a backup of your own, or read on in the Help.',
  go: 'Show me',
  back: 'Back',
  next: 'Next',
  skip: 'Skip the tour',
  finish: 'Finish',
  again: 'The tour is over. It can be taken again from the command palette.',
}
