/** What went wrong, and what the reader should know: it stands until it is dismissed, or is of a file and another one is given. */

export interface Notice {
  readonly id: number;
  /** A problem is announced at once; information waits its turn. */
  readonly kind: 'problem' | 'information';
  readonly message: string;
  readonly about: NoticeAbout;
}

/** `file`: what became of a file the reader gave. */
export type NoticeAbout = 'file' | 'page';

export type Notify = (kind: Notice['kind'], message: string, about?: NoticeAbout) => void;

const MAX_NOTICES = 5;

/** What is told again stands once, as the latest. */
export function withNotice(notices: readonly Notice[], notice: Notice): readonly Notice[] {
  const others = notices.filter(({ message }) => message !== notice.message);
  return [...others, notice].slice(-MAX_NOTICES);
}

/** As the next file is given. */
export function withoutFiles(notices: readonly Notice[]): readonly Notice[] {
  return notices.filter(({ about }) => about !== 'file');
}
