import Gateways

await GatewayMain.run(.ntfy)
