import Gateways

await GatewayMain.run(.webpush)
