import { useRef } from "react";
import { t } from "../texts.ts";

/** A paper clip: asks for a file and hands it on. */
export function AttachButton({ onFile }: { readonly onFile: (file: File) => Promise<void> }) {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        className="attach"
        aria-label={t.attach}
        title={t.attach}
        onClick={() => picker.current?.click()}
      >
        <svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true">
          <path d="M20 11.5l-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.6-8.6a3.5 3.5 0 0 1 5 5l-8.6 8.6a1.8 1.8 0 0 1-2.5-2.5l7.6-7.6" />
        </svg>
      </button>
      <input
        ref={picker}
        type="file"
        hidden={true}
        onChange={({ target }) => {
          const file = target.files?.[0];
          // The same file can be chosen once more.
          target.value = "";
          if (file !== undefined) void onFile(file);
        }}
      />
    </>
  );
}

/** The bytes of a file, as they travel in JSON. */
export async function base64Of(file: Blob): Promise<string> {
  const reader = new FileReader();
  await new Promise((resolve, reject) => {
    reader.onload = resolve;
    reader.onerror = () => reject(reader.error ?? new Error("the file cannot be read"));
    reader.readAsDataURL(file);
  });
  return String(reader.result).replace(/^[^,]*,/, "");
}
