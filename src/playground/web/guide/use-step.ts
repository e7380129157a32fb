import { useEffect } from "react";
import type { Seat } from "../client/use-seat.ts";
import { useKept } from "../kept.ts";
import { type Pointed, type Progress, progressOf, type Ticked } from "./progress.ts";

/** What a newcomer does, in this order. The last four are one step of the guide. */
export const stages = ["log", "remind", "done", "register", "grade", "change-seat", "approve"] as const;
export type Stage = (typeof stages)[number];

/** How far somebody has come in a client, read off what is seen there; never goes back. `undefined`: through. */
export function useStep({ client, view, ticked }: Seat): {
  readonly stage: Stage | undefined;
  /** The button that is to be pressed now. */
  readonly pointed: Pointed | undefined;
} {
  const [kept, keep] = useKept(`guide ${client}`, "0");
  const step = Number(kept);
  const stage = stages[step];
  const progress = view && progressOf(view);
  const isOver = stage !== undefined && progress !== undefined && isPast(stage, progress, ticked);
  useEffect(() => {
    if (isOver) keep(String(step + 1));
  }, [isOver, step, keep]);
  return { stage, pointed: stage && progress && pointedAt(stage, progress) };
}

/** `ticked` is what "done" or "approve" was last pressed on. */
function isPast(stage: Stage, now: Progress, ticked: Ticked | undefined): boolean {
  switch (stage) {
    case "log":
      return now.isLogged;
    case "remind":
      return now.newest !== undefined;
    case "done":
      return ticked !== undefined && "todoId" in ticked && isFinished(now, ticked);
    case "register":
      return now.toGrade !== undefined || now.isGraded;
    case "grade":
      return now.isGraded;
    case "change-seat":
      return now.toApprove !== undefined;
    case "approve":
      return ticked !== undefined && "approvalId" in ticked && isDecided(now, ticked);
  }
}

function pointedAt(stage: Stage, now: Progress): Pointed | undefined {
  if (stage === "done") return now.newest;
  if (stage === "grade") return now.gradeForm ?? now.toGrade;
  return stage === "approve" ? now.toApprove : undefined;
}

/** It can be pressed no more, or another card says so: a message that took long is not always drawn anew. */
function isFinished(
  { open, finished }: Progress,
  { message, todoId }: { readonly message: string; readonly todoId: string },
): boolean {
  const isOpen = open.some((one) => one.message === message && "todoId" in one && one.todoId === todoId);
  return !isOpen || finished.includes(todoId);
}

function isDecided(
  { waiting }: Progress,
  { message, approvalId }: { readonly message: string; readonly approvalId: string },
): boolean {
  return !waiting.some(
    (one) => one.message === message && "approvalId" in one && one.approvalId === approvalId,
  );
}
