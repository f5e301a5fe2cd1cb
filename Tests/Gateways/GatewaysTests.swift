import Testing

@Suite struct GatewaysPlaceholder {}
