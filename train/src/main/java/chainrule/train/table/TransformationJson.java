// SPDX-License-Identifier: Apache-2.0
package chainrule.train.table;

import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.formats.Json.JsonObject;
import chainrule.train.data.TargetScale;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Transformations as JSON, version 1. */
final class TransformationJson {

  static final String KIND = "table";

  private static final long VERSION = 1;
  private static final int LONGEST_TEXT = CsvHandler.MOST_CHARACTERS;
  private static final int MOST_VALUES = Transformation.MOST_NUMBERS;

  private TransformationJson() {}

  static JsonObject write(Transformation transformation) {
    JsonObject target =
        Json.object()
            .with("name", transformation.target())
            .with("task", transformation.task() == TableTask.CLASS ? "class" : "regression");
    if (transformation.scale().isPresent()) {
      TargetScale scale = transformation.scale().get();
      target =
          target
              .with("mean", scale.offsets().getFirst())
              .with("deviation", scale.factors().getFirst());
    }
    return Json.object()
        .with("kind", KIND)
        .with("version", VERSION)
        .with("target", target)
        .with("missing", texts(transformation.missing()))
        .with(
            "columns",
            Json.array(transformation.rules().stream().map(TransformationJson::column).toList()));
  }

  private static JsonObject column(ColumnRule rule) {
    JsonObject named = Json.object().with("name", rule.name());
    return switch (rule) {
      case ColumnRule.Numeric(_, double median, double mean, double deviation, boolean missing) ->
          named
              .with("kind", "numeric")
              .with("median", median)
              .with("mean", mean)
              .with("deviation", deviation)
              .with("missing", missing);
      case ColumnRule.Binary(_, String first, String second) ->
          named.with("kind", "binary").with("values", texts(List.of(first, second)));
      case ColumnRule.OneHot hot -> categories(named.with("kind", kind(hot)), hot);
      case ColumnRule.Embedded(ColumnRule.OneHot hot, int size) ->
          categories(named.with("kind", "embedded").with("of", kind(hot)), hot).with("size", size);
    };
  }

  private static String kind(ColumnRule.OneHot categories) {
    return categories.kind() == ColumnKind.CODE ? "code" : "categorical";
  }

  private static JsonObject categories(JsonObject column, ColumnRule.OneHot categories) {
    return column
        .with("values", texts(categories.values()))
        .with("other", categories.other())
        .with("missing", categories.missing());
  }

  private static Json texts(List<String> texts) {
    return Json.array(texts.stream().map(Json::of).toList());
  }

  static Transformation read(JsonObject json) {
    if (!json.text("kind").equals(KIND) || json.whole("version") != VERSION) {
      throw refused(
          "kind "
              + Cells.quoted(json.text("kind"))
              + ", version "
              + json.whole("version")
              + "; this reads kind \"table\", version "
              + VERSION);
    }
    JsonObject target = json.object("target");
    TableTask task =
        switch (target.text("task")) {
          case "class" -> TableTask.CLASS;
          case "regression" -> TableTask.REGRESSION;
          default -> throw refused("task " + Cells.quoted(target.text("task")));
        };
    Optional<TargetScale> scale =
        task == TableTask.CLASS
            ? Optional.empty()
            : Optional.of(TargetScale.of(positive(target, "deviation"), number(target, "mean")));
    List<ColumnRule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Json column : json.array("columns")) {
      ColumnRule rule = column(column.asObject());
      if (!names.add(rule.name())) {
        throw refused("column " + Cells.quoted(rule.name()) + " twice");
      }
      rules.add(rule);
    }
    long width = rules.stream().mapToLong(ColumnRule::features).sum();
    if (rules.isEmpty()
        || rules.size() > CsvHandler.MOST_COLUMNS
        || width > MOST_VALUES
        || width == 0) {
      throw refused(rules.size() + " columns that become " + width + " numbers");
    }
    return new Transformation(rules, text(target, "name"), task, scale, distinct(json, "missing"));
  }

  private static ColumnRule column(JsonObject json) {
    String name = text(json, "name");
    String kind = json.text("kind");
    return switch (kind) {
      case "numeric" ->
          new ColumnRule.Numeric(
              name,
              number(json, "median"),
              number(json, "mean"),
              positive(json, "deviation"),
              json.flag("missing"));
      case "binary" -> {
        List<String> values = distinct(json, "values");
        if (values.size() != 2) {
          throw refused("a binary column with " + values.size() + " values");
        }
        yield new ColumnRule.Binary(name, values.get(0), values.get(1));
      }
      case "embedded" -> {
        long size = json.whole("size");
        if (size < 1 || size > EmbeddedColumns.MOST_NUMBERS) {
          throw refused("a column embedded in " + size + " numbers");
        }
        yield new ColumnRule.Embedded(oneHot(name, json.text("of"), json), (int) size);
      }
      default -> oneHot(name, kind, json);
    };
  }

  private static ColumnRule.OneHot oneHot(String name, String kind, JsonObject json) {
    ColumnKind is =
        switch (kind) {
          case "categorical" -> ColumnKind.CATEGORICAL;
          case "code" -> ColumnKind.CODE;
          default -> throw refused("a column of kind " + Cells.quoted(kind));
        };
    return new ColumnRule.OneHot(
        name, is, distinct(json, "values"), json.flag("other"), json.flag("missing"));
  }

  private static List<String> distinct(JsonObject json, String member) {
    List<Json> array = json.array(member);
    if (array.size() > MOST_VALUES) {
      throw refused(array.size() + " " + member + "; at most " + MOST_VALUES);
    }
    List<String> texts = array.stream().map(value -> shortened(value.asText())).toList();
    if (new HashSet<>(texts).size() < texts.size()) {
      throw refused("one of the " + member + " twice");
    }
    return texts;
  }

  private static String text(JsonObject json, String member) {
    return shortened(json.text(member));
  }

  private static String shortened(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw refused("a text of " + text.length() + " characters");
    }
    return text;
  }

  private static double number(JsonObject json, String member) {
    double value = json.number(member);
    if (!Cells.isInRange(value)) {
      throw refused(member + " " + value + "; needs a number within F32");
    }
    return value;
  }

  private static double positive(JsonObject json, String member) {
    double value = number(json, member);
    if (!(value > 0)) {
      throw refused(member + " " + value + "; needs a number above 0");
    }
    return value;
  }

  private static FormatException refused(String fact) {
    return new FormatException("table: the description of the columns has " + fact);
  }
}
