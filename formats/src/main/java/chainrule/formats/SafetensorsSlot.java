// SPDX-License-Identifier: Apache-2.0
package chainrule.formats;

import chainrule.array.DType;
import chainrule.array.Shape;

/**
 * What the header of a safetensors file says of one tensor.
 *
 * @param name its name
 * @param dtype its element type
 * @param shape its sizes
 * @param begin where its bytes begin, counted from the end of the header
 * @param end where they end, exclusive
 */
public record SafetensorsSlot(String name, DType dtype, Shape shape, long begin, long end) {}
