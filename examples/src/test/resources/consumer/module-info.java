// SPDX-License-Identifier: Apache-2.0

/** A program that uses chainrule. */
module org.example.consumer {
  requires chainrule.train;
}
