// SPDX-License-Identifier: Apache-2.0
package chainrule.tensor;

/** What the method groups of {@link Tensor} have in common: each is one family of operations. */
sealed interface Operations
    permits ArithmeticOps,
        PowerOps,
        ExponentialOps,
        LogarithmicOps,
        TrigonometricOps,
        ComparisonOps,
        RoundingOps,
        ActivationOps,
        ReductionOps,
        NormOps,
        TallyOps,
        ScanOps,
        OrderingOps,
        MovementOps,
        SectionOps,
        JoiningOps,
        FillingOps,
        ContractionOps,
        ProductOps,
        IndexingOps,
        WindowOps,
        ConvolutionOps,
        PoolingOps,
        ResizingOps,
        SelectionOps,
        ScatteringOps,
        RandomOps,
        CompositeOps,
        LossOps {}
