// SPDX-License-Identifier: Apache-2.0
package chainrule.explain.notation;

import chainrule.error.NotationException.Place;

/** The text that is read, and where in it something stands. */
record SourceText(String text) {

  /** Whether a line ends at this character. */
  static boolean endsLine(int letter) {
    return letter == '\n' || letter == '\r';
  }

  /** The line of a place, from 1. */
  int line(int place) {
    int line = 1;
    for (int i = 0; i < place; i++) {
      if (text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1))) {
        line++;
      }
    }
    return line;
  }

  /** The column of a place, from 1, in code points. */
  int column(int place) {
    return text.codePointCount(lineStart(place), place) + 1;
  }

  Place place(int at) {
    int place = Math.min(at, text.length());
    int start = lineStart(place);
    int end = place;
    while (end < text.length() && !endsLine(text.charAt(end))) {
      end++;
    }
    String line = text.substring(start, end);
    return new Place(line(place), column(place), line, Excerpt.of(line, place - start));
  }

  private int lineStart(int place) {
    int start = place;
    while (start > 0 && !endsLine(text.charAt(start - 1))) {
      start--;
    }
    return start;
  }
}
