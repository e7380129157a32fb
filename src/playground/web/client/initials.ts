/** Chinese given names tell people apart better than families' names do. */
export function initialsOf(name: string): string {
  const words = name.split(" ");
  return words.length > 1 ? words.map((word) => word[0]).join("") : [...name].slice(-2).join("");
}
