import { useEffect, useState } from "react";
import { Gallery } from "./gallery/gallery.tsx";
import { Playground } from "./playground.tsx";
import { t } from "./texts.ts";
import { usePlayground } from "./use-playground.ts";

/** The chat clients, or the gallery where the address ends in `#gallery`. */
export function App() {
  const hash = useHash();
  const { state, told, move } = usePlayground();
  useEffect(() => {
    document.title = t.title;
  }, []);
  if (hash === "#gallery") return <Gallery people={state?.people ?? []} />;
  if (state === undefined || told === undefined) {
    return (
      <main className="opening">
        <h1>{t.title}</h1>
        <p>{t.starting}</p>
      </main>
    );
  }
  return <Playground state={state} told={told} move={move} />;
}

function useHash(): string {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const listener = () => setHash(location.hash);
    addEventListener("hashchange", listener);
    return () => removeEventListener("hashchange", listener);
  }, []);
  return hash;
}
