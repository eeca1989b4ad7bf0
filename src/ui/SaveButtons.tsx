/** Saves the figure they stand in as a picture. */
import type { RefObject } from 'react';
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
  const savePng = async (element: HTMLElement) => {
    try {
      downloadFile(`${name}.png`, await figurePng(element));
    } catch (error) {
      notify(
        'problem',
        `${name}.png could not be made: ${error instanceof Error ? error.message : String(error)}.`,
      );
    }
  };
  return (
    <span className="save" data-no-picture>
      <button
        type="button"
        className="button button-plain"
        aria-label={`Save ${name} as PNG`}
        title="Save as PNG"
        onClick={() => figure.current && void savePng(figure.current)}
      >
        PNG
      </button>
      <button
        type="button"
        className="button button-plain"
        aria-label={`Save ${name} as SVG`}
        title="Save as SVG"
        onClick={() => figure.current && downloadFile(`${name}.svg`, figureSvg(figure.current))}
      >
        SVG
      </button>
    </span>
  );
}
