// SPDX-License-Identifier: Apache-2.0
package chainrule.train.augment;

import chainrule.error.ArgumentException;
import chainrule.train.augment.Augmentation.Composed;
import chainrule.train.augment.Augmentation.Cutout;
import chainrule.train.augment.Augmentation.Elastic;
import chainrule.train.augment.Augmentation.Flip;
import chainrule.train.augment.Augmentation.Mixup;
import chainrule.train.augment.Augmentation.Noise;
import chainrule.train.augment.Augmentation.Rotate;
import chainrule.train.augment.Augmentation.Scale;
import chainrule.train.augment.Augmentation.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Augmentations as text, for the command line and records of runs. */
final class AugmentationText {

  private static final String NONE = "none";
  private static final int LONGEST = 1000;
  private static final double EXACT = 1e15;
  private static final Pattern WHOLE = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NUMBER =
      Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,20})?([eE]-?[0-9]{1,3})?");
  private static final String FORMS =
      "shift:PIXELS, rotate:DEGREES, scale:SHARE, elastic:DEVIATION:STRENGTH, noise:DEVIATION,"
          + " flip, cutout:SIDE, mixup:ALPHA, with commas between them, or none";

  private AugmentationText() {}

  static String of(Augmentation augmentation) {
    return switch (augmentation) {
      case Shift(int pixels) -> "shift:" + pixels;
      case Rotate(double degrees) -> "rotate:" + number(degrees);
      case Scale(double share) -> "scale:" + number(share);
      case Elastic(double deviation, double strength) ->
          "elastic:" + number(deviation) + ":" + number(strength);
      case Noise(double deviation) -> "noise:" + number(deviation);
      case Flip() -> "flip";
      case Cutout(int side) -> "cutout:" + side;
      case Mixup(double alpha) -> "mixup:" + number(alpha);
      case Composed(List<Augmentation> steps) ->
          steps.isEmpty()
              ? NONE
              : steps.stream().map(AugmentationText::of).collect(Collectors.joining(","));
    };
  }

  /** A number without a fraction of zero. */
  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < EXACT
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  static Augmentation parse(String text) {
    if (text.length() > LONGEST) {
      throw new ArgumentException(
          "augmentation: " + text.length() + " characters; needs at most " + LONGEST);
    }
    if (text.equals(NONE)) {
      return Augmentation.none();
    }
    List<Augmentation> steps = new ArrayList<>();
    for (String word : text.split(",", -1)) {
      steps.add(step(word));
    }
    return steps.size() == 1 ? steps.getFirst() : new Composed(steps);
  }

  private static Augmentation step(String word) {
    String[] parts = word.split(":", -1);
    return switch (parts[0]) {
      case "shift" -> new Shift(whole(word, parts, "shift:PIXELS"));
      case "rotate" -> new Rotate(numbers(word, parts, "rotate:DEGREES")[0]);
      case "scale" -> new Scale(numbers(word, parts, "scale:SHARE")[0]);
      case "elastic" -> {
        double[] numbers = numbers(word, parts, "elastic:DEVIATION:STRENGTH");
        yield new Elastic(numbers[0], numbers[1]);
      }
      case "noise" -> new Noise(numbers(word, parts, "noise:DEVIATION")[0]);
      case "flip" -> {
        checkParts(word, parts, "flip");
        yield new Flip();
      }
      case "cutout" -> new Cutout(whole(word, parts, "cutout:SIDE"));
      case "mixup" -> new Mixup(numbers(word, parts, "mixup:ALPHA")[0]);
      default -> throw new ArgumentException("augmentation: no \"" + word + "\"", "use " + FORMS);
    };
  }

  private static void checkParts(String word, String[] parts, String form) {
    if (parts.length != form.split(":").length) {
      throw misfit(word, form);
    }
  }

  private static int whole(String word, String[] parts, String form) {
    checkParts(word, parts, form);
    if (!WHOLE.matcher(parts[1]).matches()) {
      throw misfit(word, form);
    }
    return Integer.parseInt(parts[1]);
  }

  private static double[] numbers(String word, String[] parts, String form) {
    checkParts(word, parts, form);
    double[] numbers = new double[parts.length - 1];
    for (int index = 0; index < numbers.length; index++) {
      if (!NUMBER.matcher(parts[index + 1]).matches()) {
        throw misfit(word, form);
      }
      numbers[index] = Double.parseDouble(parts[index + 1]);
    }
    return numbers;
  }

  private static ArgumentException misfit(String word, String form) {
    return new ArgumentException(
        "augmentation: \"" + word + "\"; needs " + form,
        form.contains("PIXELS") || form.contains("SIDE")
            ? "write a whole number of pixels, such as 2"
            : form.contains(":") ? "write numbers such as 10 or 0.05" : "write the name alone");
  }
}
