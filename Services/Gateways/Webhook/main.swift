import Gateways

print(GatewayKind.webhook.rawValue)
