import { type ReactNode, useState } from "react";
import { ConfirmDialog, type Question } from "./confirm-dialog.tsx";
import { isWebAddress } from "./inline.tsx";
import { useSurface } from "./surface.tsx";

type Props = {
  readonly className: string;
  readonly children: ReactNode;
  readonly onPress: () => void;
  /** Asked first. */
  readonly question?: Question | undefined;
  /** Opened beside the page as well. */
  readonly url?: string | undefined;
  readonly name?: string | undefined;
  readonly isDisabled?: boolean;
  readonly submits?: boolean;
};

/**
 * A button of a message. While an answer is awaited it only says that it is disabled: a button that is really disabled
 * loses the keyboard's place.
 */
export function Pressable({ className, children, onPress, question, url, name, isDisabled, submits }: Props) {
  const { isBusy } = useSurface();
  const [isAsking, setAsking] = useState(false);
  const opens = url !== undefined && isWebAddress(url);
  const isOff = isBusy || isDisabled === true;
  const press = () => {
    if (isOff) return;
    if (question === undefined) onPress();
    else setAsking(true);
  };
  const answer = (isYes: boolean) => {
    setAsking(false);
    if (!isYes) return;
    if (opens) window.open(url, "_blank", "noreferrer");
    onPress();
  };
  const shared = { className, "aria-disabled": isOff || undefined, "aria-label": name };
  return (
    <>
      {opens && question === undefined ? (
        <a {...shared} href={url} target="_blank" rel="noreferrer" onClick={press}>
          {children}
        </a>
      ) : (
        <button
          {...shared}
          type={submits === true && question === undefined ? "submit" : "button"}
          onClick={press}
        >
          {children}
        </button>
      )}
      {isAsking && question !== undefined && <ConfirmDialog question={question} onAnswer={answer} />}
    </>
  );
}
