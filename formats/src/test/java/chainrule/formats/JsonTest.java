// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import chainrule.error.ArgumentException;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.formats.Json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final JsonObject EVENT =
      Json.object()
          .with("v", 1)
          .with("event", "epoch")
          .with("loss", 0.1)
          .with("last", false)
          .with("rows", Json.array(Json.of(1), new Json.JsonNull()))
          .with("more", Json.object());

  @Test
  void members_are_written_in_their_order_without_spaces() {
    assertThat(EVENT.toText())
        .isEqualTo(
            "{\"v\":1,\"event\":\"epoch\",\"loss\":0.1,\"last\":false,"
                + "\"rows\":[1,null],\"more\":{}}");
  }

  @Test
  void lines_are_indented_by_two_spaces_and_end_with_a_line_feed() {
    assertThat(EVENT.toLines())
        .isEqualTo(
            """
            {
              "v": 1,
              "event": "epoch",
              "loss": 0.1,
              "last": false,
              "rows": [
                1,
                null
              ],
              "more": {}
            }
            """);
  }

  @Test
  void a_known_member_is_replaced_in_its_place() {
    assertThat(EVENT.with("event", "done").toText()).startsWith("{\"v\":1,\"event\":\"done\",");
    assertThat(EVENT.text("event")).isEqualTo("epoch");
  }

  @Test
  void what_is_written_is_read_again() {
    assertThat(Json.parse(EVENT.toText())).isEqualTo(EVENT);
    assertThat(Json.parse(EVENT.toLines())).isEqualTo(EVENT);
  }

  @Test
  void members_are_had_by_type() {
    assertThat(EVENT.whole("v")).isEqualTo(1);
    assertThat(EVENT.text("event")).isEqualTo("epoch");
    assertThat(EVENT.number("loss")).isEqualTo(0.1);
    assertThat(EVENT.number("v")).isEqualTo(1.0);
    assertThat(EVENT.flag("last")).isFalse();
    assertThat(EVENT.array("rows").getFirst().asWhole()).isEqualTo(1);
    assertThat(EVENT.object("more").members()).isEmpty();
    assertThat(EVENT.find("nothing")).isEmpty();
  }

  @Test
  void a_member_of_another_type_is_named_with_its_value() {
    assertThatThrownBy(() -> EVENT.whole("event"))
        .isInstanceOf(FormatException.class)
        .hasMessage(
            "json: member \"event\" is the string \"epoch\"; it must be a whole number of 64 bits");
    assertThatThrownBy(() -> EVENT.text("more"))
        .hasMessage("json: member \"more\" is an object with 0 members; it must be a string");
    assertThatThrownBy(() -> EVENT.flag("v"))
        .hasMessage("json: member \"v\" is the number 1; it must be true or false");
    assertThatThrownBy(() -> EVENT.array("last"))
        .hasMessage("json: member \"last\" is false; it must be an array");
    assertThatThrownBy(() -> Json.parse("[]").asObject())
        .hasMessage("json: the value is an array of 0; it must be an object");
    assertThatThrownBy(() -> new Json.JsonNull().asText())
        .hasMessage("json: the value is null; it must be a string");
  }

  @Test
  void a_missing_member_is_named_with_those_there_are() {
    assertThatThrownBy(() -> Json.object().with("a", 1).get("b"))
        .isInstanceOf(FormatException.class)
        .hasMessage("json: member \"b\" is missing; the object has [a]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "-9223372036854775809"})
  void what_is_no_whole_number_of_64_bits_is_refused_as_one(String text) {
    assertThatThrownBy(() -> Json.parse(text).asWhole())
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(text);
  }

  @Test
  void a_number_beyond_f64_is_refused_as_one() {
    assertThat(Json.parse("1e308").asNumber()).isEqualTo(1e308);
    assertThatThrownBy(() -> Json.parse("1e309").asNumber())
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("within the range of F64");
  }

  @Test
  void numbers_keep_their_digits() {
    String text = "[0,-0,1.10,1e5,1E+05,123456789012345678901234567890,-0.0]";
    assertThat(Json.parse(text).toText()).isEqualTo(text);
  }

  @Test
  void what_json_cannot_write_is_refused_when_it_is_made() {
    assertThatThrownBy(() -> Json.of(Double.NaN))
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("NaN is no JSON number");
    assertThatThrownBy(() -> Json.of(Double.NEGATIVE_INFINITY))
        .isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> new Json.JsonNumber("01")).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Json.of("\ud800")).isInstanceOf(ArgumentException.class);
    assertThatThrownBy(() -> Json.object().with("\udc00x", 1))
        .isInstanceOf(ArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{a:1}",
        "{'a':1}",
        "{\"a\":1,\"a\":2}",
        "{\"x\":{\"a\":1,\"b\":[],\"a\":2}}",
        "{\"a\":1,\"\\u0061\":2}",
        "1 2",
        "{} {}",
        "[1] x",
        "nul",
        "TRUE",
        "NaN",
        "Infinity",
        "+1",
        "01",
        "1.",
        ".5",
        "1e",
        "0x10",
        "\"",
        "\"\\q\"",
        "\"\\u12\"",
        "\"\\ud800\"",
        "\"\\ud800x\"",
        "\"\\udc00\\ud800\"",
        "{\"\\ud83d\":1}",
        "\"a\nb\"",
        "\"a\u0000b\"",
        "// c\n1",
        "/* c */1",
        "# c\n1",
        "\ufeff1",
        "[1 2]",
        "}",
        "]",
        "[}",
        "{]"
      })
  void what_is_no_json_is_refused(String text) {
    assertThatThrownBy(() -> Json.parse(text))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("json: character ")
        .message()
        .hasLineCount(1)
        .doesNotContain("StreamReadConstraints", "Source");
  }

  @Test
  void sixty_four_levels_are_read_and_written_and_no_more() {
    String deepest = "[".repeat(64) + "]".repeat(64);
    Json json = Json.parse(deepest);
    assertThat(json.toText()).isEqualTo(deepest);
    assertThatThrownBy(() -> Json.array(json).toText())
        .isInstanceOf(ArgumentException.class)
        .hasMessageContaining("64 levels");
    assertThatThrownBy(() -> Json.parse("[" + deepest + "]"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("nesting depth (65) exceeds the maximum allowed (64)");
    assertThatThrownBy(() -> Json.parse("{\"a\":".repeat(100_000)))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void overlong_text_and_numbers_are_refused() {
    assertThatThrownBy(() -> Json.parse(" ".repeat(Json.MAX_LENGTH) + "1"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("16000001 characters; at most 16000000");
    assertThatThrownBy(() -> Json.parse("1".repeat(1001))).isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> Json.parse("{\"" + "n".repeat(50_001) + "\":1}"))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void a_file_is_read_and_named_in_errors(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("run.json");
    Files.writeString(file, EVENT.toLines());
    assertThat(Json.read(file)).isEqualTo(EVENT);
    Files.writeString(file, "{\"a\":1,\"a\":1}");
    assertThatThrownBy(() -> Json.read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("json: " + file + ": character ")
        .hasMessageContaining("Duplicate");
    Files.write(file, new byte[] {'"', 'a', (byte) 0xff, '"'});
    assertThatThrownBy(() -> Json.read(file)).hasMessage("json: " + file + ": byte 2 is not UTF-8");
    assertThatThrownBy(() -> Json.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessage("json: " + folder + " is a folder; a file is needed");
    assertThatThrownBy(() -> Json.read(folder.resolve("absent")))
        .isInstanceOf(FileException.class)
        .hasMessage("json: " + folder.resolve("absent") + ": no such file");
  }

  @Test
  void random_values_survive_writing_and_reading() {
    for (int seed = 0; seed < 500; seed++) {
      Json json = random(new Random(seed), 0);
      assertThat(Json.parse(json.toText())).as("seed %d", seed).isEqualTo(json);
      assertThat(Json.parse(json.toLines()).toText()).as("seed %d", seed).isEqualTo(json.toText());
    }
  }

  private static Json random(Random random, int depth) {
    return switch (random.nextInt(depth < 4 ? 7 : 5)) {
      case 0 -> Json.of(text(random));
      case 1 -> Json.of(random.nextLong() >> random.nextInt(64));
      case 2 -> finite(random);
      case 3 -> Json.of(random.nextBoolean());
      case 4 -> new Json.JsonNull();
      case 5 -> {
        List<Json> elements = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
          elements.add(random(random, depth + 1));
        }
        yield Json.array(elements);
      }
      default -> {
        JsonObject object = new JsonObject(Map.of());
        for (int i = random.nextInt(5); i > 0; i--) {
          object = object.with(text(random), random(random, depth + 1));
        }
        yield object;
      }
    };
  }

  private static Json finite(Random random) {
    double value = Double.longBitsToDouble(random.nextLong());
    return Json.of(Double.isFinite(value) ? value : 0.5);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int bound = random.nextBoolean() ? 0x80 : 0x110000;
      int point = random.nextInt(bound);
      text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 0x4e2d : point);
    }
    return text.toString();
  }
}
