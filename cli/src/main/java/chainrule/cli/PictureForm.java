// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.FormatException;
import chainrule.formats.Json;
import chainrule.formats.Model;
import chainrule.train.data.ColorMode;
import chainrule.train.data.ImageForm;

/** What pictures are made into for a model that was trained on pictures. */
final class PictureForm {

  private PictureForm() {}

  /**
   * The form that a model file tells.
   *
   * @throws FormatException if it tells none
   */
  static ImageForm of(Model model, Invocation call) {
    Json.JsonObject input = model.info().input();
    if (!isOne(input)) {
      throw new FormatException(call.console().text("predict.picture"));
    }
    long channels = input.find("channels").map(Json::asWhole).orElse(1L);
    return new ImageForm(
        channels == 1 ? ColorMode.GRAY : ColorMode.RGB,
        side(input, "height"),
        side(input, "width"));
  }

  /** Whether inputs are pictures. */
  static boolean isOne(Json.JsonObject input) {
    return input.find("kind").map(kind -> kind.equals(Json.of("image"))).orElse(false);
  }

  private static int side(Json.JsonObject input, String name) {
    long side = input.whole(name);
    if (side < 1 || side > Integer.MAX_VALUE) {
      throw new FormatException("chainrule.input: " + name + " " + side + "; needs 1 or more");
    }
    return (int) side;
  }
}
