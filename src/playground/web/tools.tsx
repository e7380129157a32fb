import { Menu } from "./client/menu.tsx";
import { t } from "./texts.ts";
import { useWide } from "./use-wide.ts";

type Props = {
  readonly hasGuide: boolean;
  readonly onGuide: () => void;
  readonly isInspecting: boolean;
  readonly onInspect: () => void;
};

const galleryAddress = "#gallery";

/** Beside the clock: what helps to look closer. On a phone behind one button. */
export function Tools({ hasGuide, onGuide, isInspecting, onInspect }: Props) {
  const toGallery = () => location.assign(galleryAddress);
  if (!useWide()) {
    const items = [
      { label: t.guide, onChoose: onGuide },
      { label: t.inspector, onChoose: onInspect },
      { label: t.gallery, onChoose: toGallery },
    ];
    return <Menu className="tools" name={t.tools} sign="⋯" items={items} />;
  }
  return (
    <nav className="tools" aria-label={t.tools}>
      <button type="button" className="tool" aria-pressed={hasGuide} onClick={onGuide}>
        {t.guide}
      </button>
      <button type="button" className="tool" aria-pressed={isInspecting} onClick={onInspect}>
        {t.inspector}
      </button>
      <a className="tool" href={galleryAddress}>
        {t.gallery}
      </a>
    </nav>
  );
}
