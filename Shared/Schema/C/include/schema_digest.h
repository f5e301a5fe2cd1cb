/* SHA-256 of the .proto files in order of name; made by Shared/Schema/generate. */
#ifndef QUIETUDE_SCHEMA_DIGEST
#define QUIETUDE_SCHEMA_DIGEST "d0b1c3e1e94cc8be3ce57d75234bde0bc0dc525771e60ec793bb6ee83574a89c"
#endif
