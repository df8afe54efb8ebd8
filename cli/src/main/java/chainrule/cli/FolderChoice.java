// SPDX-License-Identifier: Apache-2.0
package chainrule.cli;

import chainrule.error.ArgumentException;
import chainrule.formats.Json;
import chainrule.formats.Model;
import chainrule.formats.ModelInfo;
import chainrule.random.Rng;
import chainrule.train.data.ColorMode;
import chainrule.train.data.Dataset;
import chainrule.train.data.ImageFolder;
import chainrule.train.data.ImageForm;
import chainrule.train.data.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Folders of pictures as data to train on: a folder for each class. */
final class FolderChoice {

  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");
  private static final long KEY = 20_260_104;

  private FolderChoice() {}

  static Words words(Words words) {
    return words.option("--size", "HEIGHTxWIDTH").flag("--gray");
  }

  /** The pictures of a folder, or of {@code train} and {@code test} in it. */
  static Material load(Path folder, Invocation call) {
    ColorMode channels = call.has("--gray") ? ColorMode.GRAY : ColorMode.RGB;
    Path train = folder.resolve("train");
    Path test = folder.resolve("test");
    boolean parted = Files.isDirectory(train) && Files.isDirectory(test);
    ImageFolder all = images(parted ? train : folder, channels, call);
    Material.Suggestion suggestion = new Material.Suggestion("128-64", 0, 1e-3, 32, 20);
    ModelInfo info = ModelInfo.empty().withInput(input(all.form())).withClasses(all.classes());
    if (parted) {
      return Materials.of(all, all.like(test), folder.toString(), info, suggestion);
    }
    Rng rng = Rng.seed(KEY).child("split");
    Split split = Split.of(all, call.fraction("--test-share"), rng);
    Dataset learned = all.select(split.train());
    return Materials.of(learned, all.select(split.test()), folder.toString(), info, suggestion);
  }

  /** Whether a path is a folder with a folder for each class, for a model of pictures. */
  static boolean isOne(Path folder, Json.JsonObject input) {
    return Files.isDirectory(folder) && PictureForm.isOne(input);
  }

  /** Pictures to measure a model with: those of {@code test} where the folder has it. */
  static Dataset measured(Path folder, Model model, Invocation call) {
    Path test = folder.resolve("test");
    return ImageFolder.of(
        Files.isDirectory(folder.resolve("train")) && Files.isDirectory(test) ? test : folder,
        PictureForm.of(model, call),
        model.info().classes());
  }

  private static ImageFolder images(Path folder, ColorMode channels, Invocation call) {
    if (!call.gave("--size")) {
      return ImageFolder.of(folder, channels);
    }
    String size = call.value("--size");
    Matcher matcher = SIZE.matcher(size);
    if (!matcher.matches()) {
      throw new ArgumentException(call.console().text("folder.size", size));
    }
    return ImageFolder.of(
        folder,
        new ImageForm(
            channels, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))));
  }

  private static Json.JsonObject input(ImageForm form) {
    return Json.object()
        .with("kind", "image")
        .with("channels", form.channels() == ColorMode.RGB ? 3 : 1)
        .with("height", form.height())
        .with("width", form.width())
        .with("divide", 255);
  }
}
