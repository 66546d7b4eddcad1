/** The form in which two texts are compared: without outer space, in lower case. */
export function foldText(text: string): string {
  return text.trim().toLowerCase();
}
