import Gateways

print(GatewayKind.webpush.rawValue)
