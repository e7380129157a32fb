import type { ReactNode } from "react";

type Props = { readonly url?: string | undefined; readonly alt: string; readonly children?: ReactNode };

/** The page loads nothing from elsewhere: a picture that is not at hand is a frame with its words. */
export function Picture({ url, alt, children }: Props) {
  const isAtHand = url !== undefined && /^(data:image\/|\/)/.test(url);
  return (
    <span className="picture">
      {children !== undefined && children !== false && <span className="picture-title">{children}</span>}
      {isAtHand ? <img src={url} alt={alt} /> : <span className="picture-frame">{alt}</span>}
    </span>
  );
}
