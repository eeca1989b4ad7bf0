/** Saves the figure they stand in as a picture. */
import type { RefObject } from 'react';
import { savingText } from '../text/en/saving.ts';
import { messageOf } from '../text/message.ts';
import { downloadFile } from './download.ts';
import { figurePng, figureSvg } from './figurePicture.ts';
import { useActions } from './usePlayground.ts';

interface Props {
  /** Name of the file, without its ending. */
  readonly name: string;
  readonly figure: RefObject<HTMLElement | null>;
}

export function SaveButtons({ name, figure }: Props) {
  const { notify } = useActions();
  const text = savingText();
  const savePng = async (element: HTMLElement) => {
    try {
      downloadFile(`${name}.png`, await figurePng(element));
    } catch (error) {
      notify('problem', text.pngNotMade(name, messageOf(error)));
    }
  };
  return (
    <span className="save" data-no-picture>
      <button
        type="button"
        className="button button-plain"
        aria-label={text.savePngOf(name)}
        title={text.savePng}
        onClick={() => figure.current && void savePng(figure.current)}
      >
        {text.png}
      </button>
      <button
        type="button"
        className="button button-plain"
        aria-label={text.saveSvgOf(name)}
        title={text.saveSvg}
        onClick={() => figure.current && downloadFile(`${name}.svg`, figureSvg(figure.current))}
      >
        {text.svg}
      </button>
    </span>
  );
}
