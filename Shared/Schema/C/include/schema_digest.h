/* SHA-256 of the .proto files in order of name; made by Shared/Schema/generate. */
#ifndef QUIETUDE_SCHEMA_DIGEST
#define QUIETUDE_SCHEMA_DIGEST "dacc36e79bdf678b0e75dfda8e4a0f1a6db483942f2878d198d3a09ebd6c630c"
#endif
