// SPDX-License-Identifier: Apache-2.0
package chainrule.bench.work;

/**
 * One of the ways in which a library can do a piece of work; the fastest of them counts.
 *
 * @param name such as {@code modules, 1 thread}
 * @param contender the work made ready
 */
public record Variant(String name, Contender contender) {}
