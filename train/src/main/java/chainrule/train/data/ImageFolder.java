// SPDX-License-Identifier: Apache-2.0
package chainrule.train.data;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.FileException;
import chainrule.error.FormatException;
import chainrule.error.LimitException;
import java.nio.file.Path;
import java.util.List;

/**
 * Pictures in folders: each folder in the given one is a class and holds its pictures, PNG or JPEG.
 *
 * <p>Classes and pictures are sorted by name. What begins with a dot is passed over, and so are
 * files beside the folders of classes that are no pictures; whatever else is no picture is an error
 * that names it. Links are followed within the folder; one that leads out of it is an error.
 *
 * <p>Either all pictures have one size, which is checked when the folder is opened, or each is
 * stretched to a size that is given: a new pixel is the mean of the area it covers. A picture is
 * decoded whenever it is asked for, as {@link ImageFile} does it; {@link #all} keeps all of them in
 * memory.
 *
 * <pre>{@code
 * ImageFolder train = ImageFolder.of(Path.of("pets/train"), new ImageForm(ColorMode.RGB, 64, 64));
 * ImageFolder test = train.like(Path.of("pets/test"));
 * }</pre>
 *
 * <p>Shapes: inputs F32 [n, channels, height, width], 0 to 1; targets I64 [n].
 */
public final class ImageFolder implements Dataset {
  /** The greatest number of pictures. */
  public static final int MAX_PICTURES = 1_000_000;

  /** The greatest number of classes. */
  public static final int MAX_CLASSES = 10_000;

  private static final Row CLASS = new Row(DType.I64, Shape.SCALAR);

  private final Path folder;
  private final ImageListing listing;
  private final ImageForm form;
  private final boolean stretched;

  private ImageFolder(Path folder, ImageListing listing, ImageForm form, boolean stretched) {
    this.folder = folder;
    this.listing = listing;
    this.form = form;
    this.stretched = stretched;
  }

  /**
   * Pictures that all have one size.
   *
   * @throws FileException if the folder or something in it cannot be read, is a link that leads out
   *     or no picture by its name; if there are fewer than two classes, or one has no picture
   * @throws FormatException if a picture has another size than the first, or is damaged at its
   *     beginning
   * @throws LimitException if there are too many pictures or classes, or one is too large
   */
  public static ImageFolder of(Path folder, ColorMode channels) {
    ImageListing listing = ImageListing.of(folder);
    Path first = listing.files().getFirst();
    Picture.Size size = ImageFile.size(first);
    for (Path file : listing.files()) {
      check(size.equals(ImageFile.size(file)), file, first, size);
    }
    return new ImageFolder(
        folder, listing, new ImageForm(channels, size.height(), size.width()), false);
  }

  /**
   * Pictures of any size, stretched to one.
   *
   * @throws FileException if the folder or something in it cannot be read, is a link that leads out
   *     or no picture by its name; if there are fewer than two classes, or one has no picture
   * @throws LimitException if there are too many pictures or classes
   */
  public static ImageFolder of(Path folder, ImageForm form) {
    return new ImageFolder(folder, ImageListing.of(folder), form, true);
  }

  /**
   * Pictures of any size, stretched to one, of classes that are known: some may be missing.
   *
   * @param classes in the order of their numbers
   * @throws FileException as {@link #of(Path, ImageForm)} does; if there is a class that is none of
   *     these
   * @throws LimitException if there are too many pictures or classes
   */
  public static ImageFolder of(Path folder, ImageForm form, List<String> classes) {
    return new ImageFolder(folder, ImageListing.of(folder, classes), form, true);
  }

  /**
   * The pictures of another folder in the form of this one and with its classes, of which some may
   * be missing there.
   *
   * @throws FileException as {@link #of(Path, ImageForm)} does; if there is a class that this one
   *     lacks
   */
  public ImageFolder like(Path other) {
    return new ImageFolder(other, ImageListing.of(other, classes()), form, stretched);
  }

  /** What its pictures are made into. */
  public ImageForm form() {
    return form;
  }

  /**
   * The file of a picture.
   *
   * @param place 0 to {@code count() - 1}
   */
  public Path file(long place) {
    return listing.files().get((int) place);
  }

  @Override
  public String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  @Override
  public long count() {
    return listing.files().size();
  }

  @Override
  public Row inputRow() {
    return new Row(DType.F32, form.shape());
  }

  @Override
  public Row targetRow() {
    return CLASS;
  }

  @Override
  public List<String> classes() {
    return listing.classes();
  }

  @Override
  public int readers() {
    return 1;
  }

  /**
   * Decodes one picture.
   *
   * @throws FileException if its file cannot be read
   * @throws FormatException if it is damaged, or has another size than it must have
   * @throws LimitException if it has too many pixels
   */
  @Override
  public void read(long place, Storage inputs, Storage targets, int row) {
    Path file = file(place);
    Picture picture = ImageFile.picture(file, form.channels());
    check(stretched || picture.size().equals(form.size()), file, file(0), form.size());
    float[] values = picture.resized(form.size()).values();
    System.arraycopy(values, 0, ((Storage.F32) inputs).array(), row * values.length, values.length);
    targets.setLong(row, listing.labels()[(int) place]);
  }

  private static void check(boolean right, Path file, Path first, Picture.Size size) {
    if (!right) {
      throw new FormatException(
          "images: "
              + file
              + ": "
              + ImageFile.size(file)
              + "; the first, "
              + first
              + ", has "
              + size.width()
              + " x "
              + size.height(),
          "give a size that all are stretched to: --size HxW on the command line");
    }
  }
}
