import type { ReactNode } from "react";
import type { ControlProps } from "../shared/field.tsx";
import { UnknownComponent } from "../shared/unknown.tsx";
import { Overflow, SlackButton } from "./button.tsx";
import { Boxes, Radios } from "./choose-many.tsx";
import { PersonSelect, RemoteSelect, StaticSelect } from "./choose-one.tsx";
import type { Placed } from "./inputs.ts";
import { unknownInBlock } from "./known.ts";
import { SlackPicture } from "./picture.tsx";
import { DateField, DateTimeField, LongField, TextField, TimeField } from "./typed.tsx";

type Props = { readonly placed: Placed; readonly control: ControlProps };

/** An element of a block, by its type. */
export function SlackElement({ placed, control }: Props): ReactNode {
  const stranger = unknownInBlock(placed.element);
  if (stranger !== undefined) return <UnknownComponent name={stranger} />;
  switch (placed.type) {
    case "button":
      return <SlackButton placed={placed} />;
    case "overflow":
      return <Overflow placed={placed} />;
    case "image":
      return <SlackPicture of={placed.element} />;
    case "plain_text_input":
      return placed.element["multiline"] === true ? (
        <LongField placed={placed} control={control} />
      ) : (
        <TextField placed={placed} control={control} />
      );
    case "email_text_input":
    case "url_text_input":
    case "number_input":
      return <TextField placed={placed} control={control} />;
    case "static_select":
      return <StaticSelect placed={placed} control={control} />;
    case "external_select":
      return <RemoteSelect placed={placed} control={control} />;
    case "users_select":
      return <PersonSelect placed={placed} control={control} />;
    case "radio_buttons":
      return <Radios placed={placed} control={control} />;
    case "checkboxes":
    case "multi_static_select":
      return <Boxes placed={placed} control={control} />;
    case "datepicker":
      return <DateField placed={placed} control={control} />;
    case "timepicker":
      return <TimeField placed={placed} control={control} />;
    case "datetimepicker":
      return <DateTimeField placed={placed} control={control} />;
    default:
      return <UnknownComponent name={placed.type} />;
  }
}
