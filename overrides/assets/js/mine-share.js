/**
 * A list in an address: `mine/?list=events/2023-06-08-launch,lectures/…`. Whoever opens it sees that
 * list; what comes with the address is text, never markup, and only as much as a list may hold.
 */

import { isKey, MOST, ROOT } from "./mine.js";

const LONGEST = 60; // characters of what isn't a key, enough to recognise it

/**
 * The list that the address names.
 * @returns {{keys: string[], odd: string[], cut: boolean} | null} `odd` is what can't be a record; null when there is none
 */
export function shared(search) {
  const text = new URLSearchParams(search).get("list");
  if (!text) return null;
  const parts = [...new Set(text.split(",").map((part) => part.trim()))].filter(Boolean);
  const some = parts.slice(0, MOST);
  const odd = some.filter((part) => !isKey(part)).map((part) => (part.length > LONGEST ? `${part.slice(0, LONGEST)}…` : part));
  return { keys: some.filter(isKey), odd, cut: parts.length > MOST };
}

/** The address of a list; keys need no escaping, and it stays short without. */
export const addressOf = (keys) => `${new URL("mine/", ROOT).href}?list=${keys.join(",")}`;

/**
 * Hand an address on by what the device has.
 * @param {string} url
 * @param {string} title
 * @param {(url: string) => void} byHand shows the address when nothing else works
 * @returns {Promise<string>} what to say, or an empty string
 */
export async function pass(url, title, byHand) {
  if (navigator.share) {
    try {
      await navigator.share({ title, url });
      return "";
    } catch (error) {
      if (error.name === "AbortError") return ""; // the reader thought better of it
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    return "网址已复制，粘贴给朋友就行";
  } catch {
    byHand(url);
    return "请长按或全选下面的网址，复制后发给朋友";
  }
}
