import { t } from "./texts.ts";

type Props = {
  readonly hasGuide: boolean;
  readonly onGuide: () => void;
  readonly isInspecting: boolean;
  readonly onInspect: () => void;
};

/** Beside the clock: what helps to look closer. */
export function Tools({ hasGuide, onGuide, isInspecting, onInspect }: Props) {
  return (
    <nav className="tools" aria-label={t.tools}>
      <Tool sign="?" name={t.guide} isOn={hasGuide} onPress={onGuide} />
      <Tool sign="⇄" name={t.inspector} isOn={isInspecting} onPress={onInspect} />
      <a className="tool" href="#gallery" title={t.gallery}>
        <span aria-hidden="true">▦</span>
        <span className="tool-words">{t.gallery}</span>
      </a>
    </nav>
  );
}

type ToolProps = {
  readonly sign: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly onPress: () => void;
};

function Tool({ sign, name, isOn, onPress }: ToolProps) {
  return (
    <button type="button" className="tool" aria-pressed={isOn} title={name} onClick={onPress}>
      <span aria-hidden="true">{sign}</span>
      <span className="tool-words">{name}</span>
    </button>
  );
}
