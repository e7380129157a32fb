import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { pageLocale } from "./page-locale.ts";
import { languageTags } from "./shared/words.ts";
import "./styles/renderers.css";
import "./page.css";

document.documentElement.lang = languageTags[pageLocale];
const place = document.getElementById("page");
if (place === null) throw new Error("index.html has no place for the page");
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
