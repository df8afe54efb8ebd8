// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

/** What {@code chainrule} alone says: what it is, and what to try. */
final class Introduction {

  private Introduction() {}

  static int print(Console console) {
    console.line(VersionVerb.line());
    console.say("introduction.what");
    console.line("");
    console.lines(
        Table.of("ll")
            .row("  chainrule train", console.text("introduction.train"))
            .row("  chainrule predict latest --test-index 7", console.text("introduction.predict"))
            .row("  chainrule summary 784-16-16-10", console.text("introduction.summary"))
            .lines());
    console.line("");
    console.say("introduction.more");
    return Failure.DONE;
  }
}
