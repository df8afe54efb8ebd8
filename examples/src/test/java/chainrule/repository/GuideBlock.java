// SPDX-License-Identifier: Apache-2.0
package chainrule.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java block of a page, with what the page says it prints: comments behind {@code IO.println},
 * and the text block that follows.
 *
 * @param place page and line, for messages
 * @param code the statements
 * @param expected what its output must contain, in the order of the page
 */
record GuideBlock(String place, String code, List<String> expected) {

  private static final Pattern FENCED =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern PROMISE =
      Pattern.compile("IO\\.println\\(.*\\);\\s+// (.*?)(?:: .*)?$", Pattern.MULTILINE);

  /** The Java blocks of a page. */
  static List<GuideBlock> of(Path page) {
    String text = Repository.text(page);
    Matcher fence = FENCED.matcher(text);
    List<GuideBlock> blocks = new ArrayList<>();
    boolean javaBefore = false;
    while (fence.find()) {
      String body = fence.group(2);
      if (fence.group(1).equals("java")) {
        String place =
            Repository.name(page) + ":" + text.substring(0, fence.start()).lines().count();
        blocks.add(new GuideBlock(place, body, promises(body)));
      } else if (fence.group(1).equals("text") && javaBefore) {
        List<String> more = new ArrayList<>(blocks.getLast().expected);
        more.add(body.stripTrailing());
        blocks.add(new GuideBlock(blocks.getLast().place, blocks.removeLast().code, more));
      }
      javaBefore = fence.group(1).equals("java");
    }
    return blocks;
  }

  private static List<String> promises(String code) {
    return PROMISE.matcher(code).results().map(match -> match.group(1).strip()).toList();
  }
}
