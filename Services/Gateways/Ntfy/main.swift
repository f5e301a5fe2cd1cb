import Gateways

print(GatewayKind.ntfy.rawValue)
