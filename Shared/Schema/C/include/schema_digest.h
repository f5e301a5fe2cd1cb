/* SHA-256 of the .proto files in order of name; made by Shared/Schema/generate. */
#ifndef QUIETUDE_SCHEMA_DIGEST
#define QUIETUDE_SCHEMA_DIGEST "7e28b26977a6cb9f5d44e2ee2cb252ea951072fcafb94bd2f1a639b4ba95ab3a"
#endif
