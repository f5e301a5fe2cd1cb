import Testing

@Suite struct AdvicePlaceholder {}
