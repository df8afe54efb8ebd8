// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.DType;
import chainrule.array.Shape;
import chainrule.array.Storage;
import chainrule.error.ArgumentException;
import chainrule.error.ShapeException;

/**
 * One named array of a safetensors file.
 *
 * <p>Shapes: {@code values} holds {@code shape.count()} elements, row-major. The memory is handed
 * over, not copied.
 *
 * @param name the name, unique in its file
 * @param shape the sizes
 * @param values the elements
 */
public record SafetensorsEntry(String name, Shape shape, Storage values) {
  /** The key under which a header keeps its metadata, so no name of an entry. */
  static final String METADATA = "__metadata__";

  /**
   * Checks that name, shape and values fit each other and the format.
   *
   * @throws ArgumentException if the name is {@code __metadata__} or cannot be written as UTF-8
   * @throws ShapeException if the values are not as many as the shape has elements
   */
  public SafetensorsEntry {
    if (name.equals(METADATA)) {
      throw new ArgumentException("safetensors: no tensor may be named " + METADATA);
    }
    JsonCheck.wellFormed(name);
    if (values.length() != shape.count()) {
      throw new ShapeException(
          "safetensors: "
              + Printable.quoted(name)
              + " has "
              + values.length()
              + " values; shape "
              + shape
              + " needs "
              + shape.count());
    }
  }

  /** The element type. */
  public DType dtype() {
    return values.dtype();
  }
}
