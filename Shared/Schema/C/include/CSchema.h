/* All messages of quietude.v1; made by Shared/Schema/generate. */
#include "alert.pb-c.h"
#include "control.pb-c.h"
#include "forecast.pb-c.h"
#include "incident.pb-c.h"
#include "observation.pb-c.h"
#include "register.pb-c.h"
#include "schema_digest.h"
#include "signal.pb-c.h"
